package dev.honker.support.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log of a file as it was when it was read, by <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">its
 * format</a>; immutable.
 */
final class WriteAheadLog {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;
    private static final int FRAME_COMMIT_AT = 4;
    private static final int FRAME_SALT_AT = 8;

    private final ByteBuffer bytes;

    private WriteAheadLog(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads it; SQLite locks the file and its index, never the log, so that this is nobody's lock lost. */
    static WriteAheadLog read(Path log) throws IOException {
        return new WriteAheadLog(ByteBuffer.wrap(Files.readAllBytes(log)));
    }

    /** How many transactions it holds: the last frame of each says how large the file is then. */
    long commits() {
        if (bytes.limit() < HEADER) {
            return 0;
        }
        int frame = FRAME_HEADER + bytes.getInt(PAGE_SIZE_AT);
        long commits = 0;
        for (int at = HEADER; at + frame <= bytes.limit(); at += frame) {
            // why: behind its end may be frames of the log before it
            if (bytes.getLong(at + FRAME_SALT_AT) != bytes.getLong(SALT_AT)) {
                break;
            }
            commits += bytes.getInt(at + FRAME_COMMIT_AT) == 0 ? 0 : 1;
        }
        return commits;
    }
}
