/** What methods ask of their arguments, with messages that name the parameter, its limit and the value. Everybody may use it. */
@NullMarked
package dev.honker.internal.check;

import org.jspecify.annotations.NullMarked;
