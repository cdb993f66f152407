package dev.honker.internal.process;

import java.util.List;
import java.util.Set;

/**
 * A process of this machine; immutable.
 *
 * @param pid its number
 * @param command what it runs, without options; empty if it does not tell
 */
public record RunningProcess(long pid, String command) {

    static final long SELF = ProcessHandle.current().pid();

    private static final int LONGEST = 100;

    /** Options of a Java command that are followed by a value. */
    private static final Set<String> WITH_VALUE =
            Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules", "--add-opens");

    static RunningProcess of(long pid) {
        List<String> command = ProcFiles.command(pid);
        String program = program(command);
        return new RunningProcess(pid, printable(command.get(0) + (program.isEmpty() ? "" : " " + program)));
    }

    /** Returns the script, jar or main class that follows the command; empty if none is recognised. */
    private static String program(List<String> command) {
        boolean java = command.get(0).endsWith("java");
        int at = 1;
        while (java && at < command.size() && command.get(at).startsWith("-")) {
            at += WITH_VALUE.contains(command.get(at)) ? 2 : 1;
        }
        String program = at < command.size() ? command.get(at) : "";
        // why nothing more: arguments may be passwords
        return program.startsWith("-") || program.contains("=") || program.contains(" ") ? "" : program;
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** Returns whether it is the one that asks. */
    public boolean isThis() {
        return pid == SELF;
    }

    /** Returns it as messages name it, for example {@code process 4711 (python3 worker.py)}. */
    public String describe() {
        return "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
    }
}
