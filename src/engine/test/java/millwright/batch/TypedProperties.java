package millwright.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.inject.Inject;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A property of each usual type; what they hold is given to the test. */
@SuppressWarnings("UnnecessaryAssignment") // Jakarta Batch's users declare what holds without the property
public abstract class TypedProperties extends AbstractBatchlet {

    static Consumer<TypedProperties> seen = properties -> {};

    @Inject
    @BatchProperty
    int whole;

    @Inject
    @BatchProperty
    long big;

    @Inject
    @BatchProperty
    double part;

    @Inject
    @BatchProperty
    boolean yes;

    @Inject
    @BatchProperty
    Integer boxed;

    @Inject
    @BatchProperty
    BigDecimal amount;

    @Inject
    @BatchProperty
    String text;

    @Inject
    @BatchProperty(name = "the-day")
    LocalDate day;

    @Inject
    @BatchProperty
    Instant at;

    @Inject
    @BatchProperty
    Duration patience;

    @Inject
    @BatchProperty
    TimeUnit unit;

    @Inject
    @BatchProperty
    File file;

    @Inject
    @BatchProperty
    Path path;

    @Inject
    @BatchProperty
    URL url;

    @Inject
    @BatchProperty
    URI uri;

    @Inject
    @BatchProperty
    UUID id;

    @Inject
    @BatchProperty
    @SuppressWarnings("rawtypes") // as Jakarta Batch's users write it
    Class type;

    @Inject
    @BatchProperty
    List<String> words;

    @Inject
    @BatchProperty
    List<Integer> numbers;

    @Inject
    @BatchProperty
    Set<LocalDate> days;

    @Inject
    @BatchProperty
    Map<String, String> map;

    @Inject
    @BatchProperty
    String[] array;

    @Inject
    @BatchProperty
    TimeUnit[] units;

    @Inject
    @BatchProperty
    String unset = "as declared";

    @Inject
    @BatchProperty
    Duration unsetPatience = Duration.ofSeconds(5);

    @Override
    public String process() {
        seen.accept(this);
        return "DONE";
    }
}
