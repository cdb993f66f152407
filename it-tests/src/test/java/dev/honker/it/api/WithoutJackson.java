package dev.honker.it.api;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.Job;
import dev.honker.JsonCodec;
import dev.honker.TypedJob;
import dev.honker.TypedQueue;
import dev.honker.WorkerHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process without a JSON library that uses queues by texts and by a codec of its own; it says what it got. */
final class WithoutJackson {

    private static final List<String> MAPPERS =
            List.of("com.fasterxml.jackson.databind.ObjectMapper", "tools.jackson.databind.ObjectMapper");

    private WithoutJackson() {}

    /** A file. */
    public static void main(String[] arguments) throws Exception {
        for (String mapper : MAPPERS) {
            System.out.println(isPresent(mapper) ? "there is " + mapper : "none");
        }
        try (Database database = Honker.open(Path.of(arguments[0]))) {
            database.queue("texts").enqueue("[1]");
            Job claimed = database.queue("texts").claimOne("w").orElseThrow();
            System.out.println(claimed.payloadJson() + " " + claimed.ack());

            TypedQueue<Point> points = database.queue("points").typed(new PointCodec());
            BlockingQueue<Point> got = new LinkedBlockingQueue<>();
            try (WorkerHandle worker = points.worker("w", (TypedJob<Point> job) -> got.add(job.payload()))) {
                points.enqueue(new Point(3, 4));
                System.out.println(got.poll(30, TimeUnit.SECONDS) + " " + worker.isRunning());
            }
            try {
                System.out.println("unexpected " + database.queue("points", Point.class));
            } catch (HonkerException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A payload. */
    record Point(int x, int y) {}

    /** {@code [x,y]}. */
    private static final class PointCodec implements JsonCodec<Point> {

        @Override
        public String encode(Point point) {
            return "[" + point.x() + "," + point.y() + "]";
        }

        @Override
        public Point decode(String json) {
            String[] numbers = json.substring(1, json.length() - 1).split(",");
            return new Point(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
    }
}
