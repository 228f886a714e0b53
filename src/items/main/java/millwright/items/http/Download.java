package millwright.items.http;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.items.file.Compression;
import millwright.items.file.FilePath;
import millwright.items.file.FilePosition;
import millwright.items.file.OutputFile;
import millwright.items.file.OutputFile.Existing;
import millwright.items.http.Exchange.Redirects;
import millwright.items.http.Transfer.Limits;
import millwright.items.http.Transfer.Progress;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;
import millwright.job.JobContext;
import millwright.retry.ErrorCategory;
import millwright.retry.JobException;

/**
 * Downloads a file by HTTP or HTTPS.
 *
 * <pre>{@code
 * <batchlet ref="download">
 *   <properties>
 *     <property name="url" value="https://data.example.org/rates.csv"/>
 *     <property name="file" value="/data/in/rates.csv"/>
 *     <property name="header.Authorization" value="Bearer #{systemProperties['rates.token']}"/>
 *     <property name="sha256" value="#{jobParameters['sha256']}"/>
 *   </properties>
 * </batchlet>
 * }</pre>
 *
 * <p>Besides the properties below: {@code header.<Name>}, a header of the request; those that prove who asks go to the
 * host of {@code url} alone. The file is called {@code <file>.part} until it is whole. A restart asks for the rest, if the
 * server's ETag or date says that the file is still the same, and else for all of it. Answers 5xx, 408, 425 and 429, and
 * errors of the network, fail the attempt so that it is tried again, after what Retry-After says; any other answer fails
 * it for good.
 */
@Named
@Dependent
public class Download extends ItemArtifact implements Batchlet {

    private static final String HEADER = "header.";

    /** Address of the file, http or https. Required. */
    @Inject
    @BatchProperty
    String url;

    /** Absolute path of the file it becomes. Required. */
    @Inject
    @BatchProperty
    String file;

    /** The SHA-256 digest that the whole file must have, in hexadecimal; any. */
    @Inject
    @BatchProperty
    String sha256;

    /** The most bytes that the file may have; 10737418240, 10 GiB. */
    @Inject
    @BatchProperty
    String mostBytes;

    /** ISO-8601 duration within which the connection must be made and the answer begin; PT30S. */
    @Inject
    @BatchProperty
    String connectTimeout;

    /** ISO-8601 duration for which nothing may come; PT1M. */
    @Inject
    @BatchProperty
    String stallTimeout;

    /** ISO-8601 duration that the whole may take; the job's timeout alone. */
    @Inject
    @BatchProperty
    String timeout;

    /** {@code safe} (the default: not from https to http), {@code never} or {@code always}: redirects to follow. */
    @Inject
    @BatchProperty
    String redirects;

    /** What to do with a file of that name: {@code replace} it at the end (the default) or {@code fail}. */
    @Inject
    @BatchProperty
    String existing;

    private final Progress progress;
    private volatile boolean stopped;
    private volatile InputStream open;

    @Inject
    public Download(JobContext job) {
        this(job::progress);
    }

    Download(Progress progress) {
        super(HEADER);
        this.progress = progress;
    }

    @Override
    public String process() throws IOException {
        refuseUnknownProperties();
        URI from = address();
        Path target = FilePath.inExistingFolder("file", file);
        Optional<byte[]> digest = Sha256.parse(Property.of("sha256", sha256));
        long most = Property.of("mostBytes", mostBytes).number(10L << 30, 1, Long.MAX_VALUE);
        Duration answers = Property.of("connectTimeout", connectTimeout).duration(Duration.ofSeconds(30));
        Duration stall = Property.of("stallTimeout", stallTimeout).duration(Duration.ofMinutes(1));
        Duration whole = Property.of("timeout", timeout).duration(null);
        Redirects followed = Property.of("redirects", redirects).choice(Redirects.class, Redirects.SAFE);
        Existing replaced = Property.of("existing", existing).choice(Existing.class, Existing.REPLACE);

        HttpClient client = HttpClient.newBuilder().connectTimeout(answers).build();
        Exchange exchange = new Exchange(client, family(HEADER), followed, answers);
        Path kept = target.resolveSibling(target.getFileName() + ".part.origin");
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Optional<Validator> validator = Files.exists(part) ? Validator.kept(kept, from) : Optional.empty();
        FilePosition position = validator.isPresent() ? new FilePosition(Files.size(part)) : null;
        try (OutputFile output = OutputFile.open(target, Compression.NONE, replaced, true, position)) {
            boolean resumed =
                    receive(exchange, from, kept, output, position, validator, new Limits(most, stall, whole));
            if (stopped) {
                return "STOPPED";
            }
            output.position();
            check(digest, part, kept, resumed);
            output.close(true);
        }
        Files.deleteIfExists(kept);
        return "COMPLETED";
    }

    private URI address() {
        String given = Property.of("url", url).required("the address of a file, http or https");
        URI address;
        try {
            address = new URI(given);
        } catch (URISyntaxException e) {
            throw Property.of("url", url).unfit("the address of a file, http or https: " + e.getReason());
        }
        if (!Exchange.isWeb(address) || address.getUserInfo() != null) {
            throw Property.of("url", url.replaceFirst("//[^/@]*@", "//...@"))
                    .unfit("the address of a file, http or https, with no user in it: that is for"
                            + " 'header.Authorization'");
        }
        return address;
    }

    /** @return whether the file's beginning was there already */
    private boolean receive(
            Exchange exchange,
            URI from,
            Path kept,
            OutputFile output,
            FilePosition position,
            Optional<Validator> validator,
            Limits limits)
            throws IOException {
        boolean asksForRest = position != null && position.bytes() > 0;
        Map<String, String> more = asksForRest
                ? Map.of(
                        "Range",
                        "bytes=" + position.bytes() + "-",
                        "If-Range",
                        validator.orElseThrow().value())
                : Map.of();
        HttpResponse<InputStream> answer;
        try {
            answer = exchange.get(from, more);
        } catch (IOException e) {
            throw HttpFailure.ofNetwork(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException("NETWORK_ERROR", ErrorCategory.TRANSIENT, url + " was interrupted", e);
        }
        try (InputStream body = answer.body()) {
            open = body;
            boolean isRest = asksForRest && isRestFrom(position.bytes(), answer);
            if (asksForRest && answer.statusCode() == 416) {
                // nothing behind what is here: it was whole, or is another now; without a part all is asked for
                output.restart();
                return receive(exchange, from, kept, output, null, Optional.empty(), limits);
            }
            if (!isRest && answer.statusCode() != 200) {
                throw HttpFailure.ofStatus(url, answer.statusCode(), answer.headers());
            }
            if (!isRest) {
                output.restart();
                Files.deleteIfExists(kept);
                Optional<Validator> now = Validator.of(from, answer.headers());
                if (now.isPresent()) {
                    now.get().keep(kept);
                }
            }
            new Transfer(url, limits, progress, () -> stopped)
                    .copy(
                            body,
                            answer.headers().firstValueAsLong("Content-Length"),
                            isRest ? position.bytes() : 0,
                            output);
            return isRest;
        } finally {
            open = null;
        }
    }

    private static boolean isRestFrom(long offset, HttpResponse<?> answer) {
        return answer.statusCode() == 206
                && answer.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.toLowerCase(Locale.ROOT).startsWith("bytes " + offset + "-"))
                        .isPresent();
    }

    /** A file that was put together of two parts may be wrong for that reason: from its beginning it gets a chance. */
    private void check(Optional<byte[]> digest, Path part, Path kept, boolean resumed) throws IOException {
        if (digest.isEmpty()) {
            return;
        }
        String is = Sha256.of(part);
        if (!is.equals(Sha256.text(digest.get()))) {
            Files.deleteIfExists(kept);
            throw new JobException(
                    "DATA_ERROR",
                    resumed ? ErrorCategory.TRANSIENT : ErrorCategory.PERMANENT,
                    url + " has the SHA-256 digest " + is + ", expected " + Sha256.text(digest.get())
                            + " (property 'sha256')");
        }
    }

    @Override
    public void stop() throws IOException {
        stopped = true;
        InputStream body = open;
        if (body != null) {
            body.close();
        }
    }
}
