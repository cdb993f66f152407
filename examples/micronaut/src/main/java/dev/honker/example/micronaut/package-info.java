/** A Micronaut application whose orders and jobs are in one transaction. */
package dev.honker.example.micronaut;
