/**
 * The contract suite on the pools that applications have and through the wrappers that they put around connections, and what
 * pools do that no other test asks for. It tests no tool beyond that.
 */
@NullMarked
package dev.honker.pools;

import org.jspecify.annotations.NullMarked;
