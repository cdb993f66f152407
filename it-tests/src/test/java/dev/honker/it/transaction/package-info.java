/**
 * The driver's transaction rules: each one is shown to fail on plain sqlite-jdbc and to hold on honker. What the SQL functions
 * and the watcher do is tested elsewhere.
 */
package dev.honker.it.transaction;
