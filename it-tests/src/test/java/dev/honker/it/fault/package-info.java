/** What other processes, the disk and the file system do to a database in use. */
package dev.honker.it.fault;
