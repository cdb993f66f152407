/**
 * Honker in the actuator of Spring Boot: a health indicator and meters. The auto-configurations are all that an application needs;
 * there is nothing to call.
 */
@NullMarked
package dev.honker.spring.actuate;

import org.jspecify.annotations.NullMarked;
