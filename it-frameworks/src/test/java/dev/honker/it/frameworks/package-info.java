/** Frameworks whose reads and writes use two connections, on honker's URL as on that of plain sqlite-jdbc. */
package dev.honker.it.frameworks;
