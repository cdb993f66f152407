/** What waits inside monitors of modules that can't know the contract. */
package dev.honker.it.monitor;
