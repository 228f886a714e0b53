package millwright.items.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import millwright.items.file.OutputFile;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/** Moves the bytes of an answer into the file, within limits. */
final class Transfer {

    private static final int BUFFER = 1 << 16;

    /**
     * @param mostBytes of the whole file
     * @param stall for which nothing may come
     * @param whole that all may take, or null
     */
    record Limits(long mostBytes, Duration stall, Duration whole) {}

    /** Told how far it is. */
    interface Progress {
        void tell(double fraction, String message);
    }

    private final String url;
    private final Limits limits;
    private final Progress progress;
    private final BooleanSupplier stopped;

    Transfer(String url, Limits limits, Progress progress, BooleanSupplier stopped) {
        this.url = url;
        this.limits = limits;
        this.progress = progress;
        this.stopped = stopped;
    }

    /**
     * @param length of the body, if it is known
     * @param already how many bytes of the file were there before
     */
    void copy(InputStream body, OptionalLong length, long already, OutputFile output) throws IOException {
        long total = length.isPresent() ? already + length.getAsLong() : -1;
        refuseTooLarge(Math.max(total, already));
        long received = already;
        byte[] buffer = new byte[BUFFER];
        try (Deadline deadline = new Deadline(body, limits.stall(), limits.whole())) {
            int read = read(body, buffer, deadline);
            while (read >= 0) {
                received += read;
                refuseTooLarge(received);
                output.append(ByteBuffer.wrap(buffer, 0, read));
                progress.tell(total > 0 ? (double) received / total : 0, message(received, total));
                read = read(body, buffer, deadline);
            }
        }
        if (!stopped.getAsBoolean() && total >= 0 && received != total) {
            throw HttpFailure.ofNetwork(
                    url, new IOException("it ended after " + received + " bytes, expected " + total));
        }
    }

    private static String message(long received, long total) {
        String of = total < 0 ? "?" : String.format(Locale.ROOT, "%,d", total);
        return String.format(Locale.ROOT, "%,d of %s bytes", received, of);
    }

    private int read(InputStream body, byte[] buffer, Deadline deadline) {
        int read = -1;
        if (stopped.getAsBoolean()) {
            return read;
        }
        try {
            read = body.read(buffer);
        } catch (IOException e) {
            if (deadline.passed() == null && !stopped.getAsBoolean()) {
                throw HttpFailure.ofNetwork(url, e);
            }
        }
        if (deadline.passed() != null && !stopped.getAsBoolean()) {
            throw HttpFailure.tooLong(
                    url, deadline.passed(), deadline.passed().equals("timeout") ? limits.whole() : limits.stall());
        }
        deadline.read();
        return read;
    }

    private void refuseTooLarge(long bytes) {
        if (bytes > limits.mostBytes()) {
            throw new JobException(
                    "DATA_ERROR",
                    ErrorCategory.PERMANENT,
                    url + " has " + bytes + " bytes or more, expected at most " + limits.mostBytes()
                            + " (property 'mostBytes')");
        }
    }
}
