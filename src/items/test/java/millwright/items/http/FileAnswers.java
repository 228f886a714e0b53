package millwright.items.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** How a web server answers that knows ranges. */
final class FileAnswers {

    /** One of them. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private FileAnswers() {}

    static void whole(HttpExchange exchange, byte[] content, String tag) throws IOException {
        exchange.getResponseHeaders().add("ETag", tag);
        exchange.sendResponseHeaders(200, content.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content);
        }
    }

    static void rest(HttpExchange exchange, byte[] content, String tag) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || !tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            whole(exchange, content, tag);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        exchange.sendResponseHeaders(206, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    /** The connection breaks behind byte {@code cut}. */
    static void cut(HttpExchange exchange, byte[] content, String tag, int cut) throws IOException {
        exchange.getResponseHeaders().add("ETag", tag);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, cut);
        exchange.getResponseBody().flush();
    }

    /** Nothing comes behind the first bytes. */
    static void hang(HttpExchange exchange, byte[] content, CountDownLatch until)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, 1_000);
        exchange.getResponseBody().flush();
        until.await();
    }
}
