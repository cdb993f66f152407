/** A Quarkus application whose orders and jobs are in one JTA transaction. */
package dev.honker.example.quarkus;
