/** Tools that change the schema, on files that honker uses at the same time. */
package dev.honker.it.migration;
