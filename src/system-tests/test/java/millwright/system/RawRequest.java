package millwright.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes sent to the server's port as they are, where an HTTP client would refuse to. */
final class RawRequest {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawRequest() {}

    /** Everything the server answers until it closes the connection, or an empty text when it just does that. */
    static String send(int port, byte[]... parts) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket.getOutputStream(), List.of(parts));
            return answer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String send(int port, String request) {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void write(OutputStream out, List<byte[]> parts) {
        try {
            for (byte[] part : parts) {
                out.write(part);
                out.flush();
            }
        } catch (IOException e) {
            // refused before it was all read: what was answered counts
        }
    }

    private static String answer(Socket socket) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            // it keeps the connection: what came is the answer
        } catch (IOException e) {
            // reset by the server after its answer
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
