package dev.honker.example.shop.springboot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Whoever watches orders in a browser; thread-safe. */
@Component
class LiveOrders {

    private final List<SseEmitter> watching = new CopyOnWriteArrayList<>();

    SseEmitter watch() throws IOException {
        SseEmitter emitter = new SseEmitter(0L);
        // why: the answer begins with the first thing that is sent
        emitter.send(SseEmitter.event().comment("watching"));
        emitter.onCompletion(() -> watching.remove(emitter));
        watching.add(emitter);
        return emitter;
    }

    void tell(String json) {
        for (SseEmitter emitter : watching) {
            try {
                emitter.send(json);
            } catch (IOException | IllegalStateException e) {
                watching.remove(emitter);
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        watching.forEach(SseEmitter::complete);
    }
}
