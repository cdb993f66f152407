package dev.honker.internal.sqlite;

final class DataVersionProbe {
    static dev.honker.internal.wake.Probe open(java.nio.file.Path p) {
        throw new IllegalStateException();
    }
}
