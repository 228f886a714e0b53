package millwright.items.json;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import millwright.batch.InvalidItemException;
import millwright.batch.ReadProgress;
import millwright.items.file.InputFile;
import millwright.items.mapping.RecordShape;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * Reads a JSON Lines file (jsonlines.org): a JSON object a line, in UTF-8, as records of a Java class, or as they are.
 *
 * <pre>{@code
 * <reader ref="jsonLinesReader">
 *   <properties>
 *     <property name="file" value="#{jobParameters['file']}"/>
 *     <property name="beanType" value="shop.Order"/>
 *   </properties>
 * </reader>
 * }</pre>
 *
 * <p>A line that is wrong is an {@link InvalidItemException} with its number, which can be declared skippable. Empty lines
 * are passed over. The checkpoint is the place in the file: a restart reads nothing before it (a packed file is unpacked
 * up to it), and refuses a file of another size.
 */
@Named
@Dependent
public class JsonLinesReader extends ItemArtifact implements ItemReader, ReadProgress {

    /** Absolute path of the file. Required. */
    @Inject
    @BatchProperty
    String file;

    /** {@code auto} (the default: gzip when the name ends in .gz), {@code gzip} or {@code none}. */
    @Inject
    @BatchProperty
    String compression;

    /**
     * Full name of a record class; its components may be records, lists and maps too. Without it items are
     * {@code jakarta.json.JsonObject}. Members of an object that the record does not have are passed over.
     */
    @Inject
    @BatchProperty
    String beanType;

    private final JsonReaderFactory parsers = JsonProvider.provider().createReaderFactory(Map.of());
    private FileLines lines;
    private RecordValues records;

    @Override
    public void open(Serializable checkpoint) throws IOException {
        refuseUnknownProperties();
        InputFile input = InputFile.of(Property.of("compression", compression), file);
        records = Property.of("beanType", beanType).isGiven() ? new RecordValues(RecordShape.named(beanType)) : null;
        lines = new FileLines(input, (LinePosition) checkpoint);
    }

    @Override
    public Object readItem() throws IOException, InvalidItemException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : item(line);
    }

    private Object item(String line) throws InvalidItemException {
        JsonValue value;
        try (JsonReader reader = parsers.createReader(new StringReader(line))) {
            value = reader.readValue();
        } catch (JsonException e) {
            throw new InvalidItemException(lines.number(), "it is no JSON: " + firstLine(e.getMessage()), line);
        }
        if (!(value instanceof JsonObject object)) {
            throw new InvalidItemException(
                    lines.number(),
                    "it is a JSON " + value.getValueType().name().toLowerCase(Locale.ROOT) + ", expected an object",
                    line);
        }
        if (records == null) {
            return object;
        }
        try {
            return records.of(object);
        } catch (UnfitValueException e) {
            throw new InvalidItemException(lines.number(), e.getMessage(), line);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    @Override
    public LinePosition checkpointInfo() {
        return lines.position();
    }

    @Override
    public double fractionRead() {
        return lines.fractionRead();
    }

    @Override
    public void close() throws IOException {
        // called as well when open failed
        if (lines != null) {
            lines.close();
        }
    }
}
