package dev.honker.internal.wake;

public final class CommitHint {
    public void committed() {}
}
