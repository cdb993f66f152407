/** The module's tests; each class runs on Hibernate 6.6 and on 7. */
@NullMarked
package dev.honker.hibernate;

import org.jspecify.annotations.NullMarked;
