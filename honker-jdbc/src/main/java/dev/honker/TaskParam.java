package dev.honker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which callers of other languages may pass a parameter of a {@link Task}. Without it the name is that of the source,
 * if the class was compiled with {@code -parameters}. It counts on the method that bears the annotation, not on its overrides.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface TaskParam {

    /** The name, not blank. */
    String value();
}
