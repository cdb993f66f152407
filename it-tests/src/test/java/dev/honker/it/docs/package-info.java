/** What the pages of the repository say is so: their listings compile and run, their tables and links are right. */
package dev.honker.it.docs;
