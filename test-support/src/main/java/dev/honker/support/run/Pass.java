package dev.honker.support.run;

import java.util.List;

/**
 * One run of Maven; immutable.
 *
 * @param name the name of its folder, such as {@code java-17}
 * @param title what it does, for people
 * @param arguments what Maven is told
 */
record Pass(String name, String title, List<String> arguments) {}
