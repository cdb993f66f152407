/** When honker's tables come, also with several processes, and what they leave alone. */
package dev.honker.it.schema;
