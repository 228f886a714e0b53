package millwright.items.csv;

import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.BooleanSupplier;
import millwright.items.file.StepEnd;
import millwright.items.file.TextFileWriter;
import millwright.items.mapping.ItemValues;
import millwright.items.mapping.ValueText;
import millwright.items.property.Property;

/**
 * Writes items as the records of a CSV file (RFC 4180 and its dialects).
 *
 * <pre>{@code
 * <writer ref="csvWriter">
 *   <properties>
 *     <property name="file" value="/data/out/customers.csv.gz"/>
 *     <property name="columns" value="id, name, total amount"/>
 *   </properties>
 * </writer>
 * }</pre>
 *
 * <p>Items are records, maps, lists or beans. The file is called {@code <file>.part} until the step has ended; each chunk
 * is on the disk before its transaction commits, and a restart cuts off what was written behind the last commit, so that
 * the result is that of an uninterrupted run. Properties: those of {@link TextFileWriter} and the ones below.
 */
@Named
@Dependent
public class CsvWriter extends TextFileWriter {

    /** The columns, with commas, which are the first line too; what the first item has. Required for beans and lists. */
    @Inject
    @BatchProperty
    String columns;

    /** {@code true} (the default) or {@code false}: whether the first line has the titles. */
    @Inject
    @BatchProperty
    String header;

    /** Between fields: one character, {@code tab} or {@code space}; a comma. */
    @Inject
    @BatchProperty
    String separator;

    /** Around fields that need it: one character; a double quote. */
    @Inject
    @BatchProperty
    String quote;

    /** {@code lf} (the default) or {@code crlf}. */
    @Inject
    @BatchProperty
    String lineEnd;

    private enum LineEnd {
        LF,
        CRLF
    }

    private de.siegmar.fastcsv.writer.CsvWriter.CsvWriterBuilder format;
    private boolean titled;
    private ItemValues values;

    @Inject
    public CsvWriter(StepEnd end) {
        this(end::isReached);
    }

    CsvWriter(BooleanSupplier stepHasEnded) {
        super(stepHasEnded);
    }

    @Override
    protected void prepare() {
        Property separating = Property.of("separator", separator);
        Property quoting = Property.of("quote", quote);
        titled = Property.of("header", header).flag(true);
        LineEnd end = Property.of("lineEnd", lineEnd).choice(LineEnd.class, LineEnd.LF);
        try {
            format = de.siegmar.fastcsv.writer.CsvWriter.builder()
                    .fieldSeparator(separating
                            .character(",")
                            .orElseThrow(() -> separating.unfit("one character, tab or space")))
                    .quoteCharacter(quoting.character("\"").orElseThrow(() -> quoting.unfit("one character")))
                    .lineDelimiter(end == LineEnd.LF ? LineDelimiter.LF : LineDelimiter.CRLF);
            format.build(Writer.nullWriter());
        } catch (IllegalArgumentException e) {
            throw Property.wrong(
                    "the properties 'separator' and 'quote' are '" + separator + "' and '" + quote
                            + "', expected two different characters, neither a line end",
                    e);
        }
        Property given = Property.of("columns", columns);
        values = given.isGiven() ? new ItemValues(given.list()) : null;
    }

    @Override
    protected void begin(List<Object> firstItems, StringBuilder text) {
        if (titled && (values != null || !firstItems.isEmpty())) {
            writeRows(text, rows -> rows.writeRecord(valuesOf(firstItems).names()));
        }
    }

    @Override
    protected void write(List<Object> items, StringBuilder text) {
        ItemValues current = valuesOf(items);
        writeRows(text, rows -> {
            for (Object item : items) {
                Object[] itemValues = current.of(item);
                String[] fields = new String[itemValues.length];
                for (int i = 0; i < fields.length; i++) {
                    fields[i] = ValueText.of(itemValues[i]);
                }
                rows.writeRecord(fields);
            }
        });
    }

    private ItemValues valuesOf(List<Object> items) {
        if (values == null) {
            Object first = items.get(0);
            values = new ItemValues(ItemValues.namesOf(first)
                    .orElseThrow(() -> Property.wrong("property 'columns' is missing, expected the columns with commas:"
                            + " items of " + first.getClass().getName() + " do not bring their order")));
        }
        return values;
    }

    private interface Rows {
        void writeTo(de.siegmar.fastcsv.writer.CsvWriter rows);
    }

    private void writeRows(StringBuilder text, Rows rows) {
        try (de.siegmar.fastcsv.writer.CsvWriter writer = format.build(new AppendingWriter(text))) {
            rows.writeTo(writer);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail so", e);
        }
    }
}
