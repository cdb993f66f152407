/** The Java API beside the published Honker for Python, on one file. */
package dev.honker.it.python;
