/** Tests of the starter, with real application contexts over real files; all of them run on Spring Boot 3.5 and on 4.1. */
@NullMarked
package dev.honker.spring;

import org.jspecify.annotations.NullMarked;
