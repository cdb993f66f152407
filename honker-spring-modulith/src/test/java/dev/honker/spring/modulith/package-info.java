/** Tests of the registry, with real applications over real files; all of them run on Spring Modulith 2 and on 1.4. */
@NullMarked
package dev.honker.spring.modulith;

import org.jspecify.annotations.NullMarked;
