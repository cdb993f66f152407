/** Tests of health and metrics, with real applications over real files; all of them run on Spring Boot 3.5 and on 4.1. */
@NullMarked
package dev.honker.spring.actuate;

import org.jspecify.annotations.NullMarked;
