package dev.honker.spring;

import dev.honker.BackgroundHandle;

/** A listener that is declared and checked, and can be started again and again. */
interface Listening {

    /** Its id. */
    String id();

    /** Whether it starts with the application. */
    boolean autoStartup();

    /** Starts it, for which the bean is made if there is none yet. */
    BackgroundHandle start();
}
