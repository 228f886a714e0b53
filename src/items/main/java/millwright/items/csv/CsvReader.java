package millwright.items.csv;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.batch.InvalidItemException;
import millwright.batch.ReadProgress;
import millwright.items.file.InputFile;
import millwright.items.mapping.RecordShape;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * Reads a CSV file of any size (RFC 4180 and its dialects) record by record, as records of a Java class or as maps.
 *
 * <pre>{@code
 * <reader ref="csvReader">
 *   <properties>
 *     <property name="file" value="#{jobParameters['file']}"/>
 *     <property name="beanType" value="shop.Customer"/>
 *     <property name="column.amount" value="Cost Total $"/>
 *   </properties>
 * </reader>
 * }</pre>
 *
 * <p>A record that is wrong is an {@link InvalidItemException} with its line, which can be declared skippable: the next
 * read goes on behind it. The checkpoint is the place in the file: a restart reads nothing before it (a packed file is
 * unpacked up to it, not parsed), and refuses a file of another size. Besides the properties below,
 * {@code column.<component>} names the column of a record's component where the two are not called alike (case, blanks
 * and signs do not matter).
 */
@Named
@Dependent
public class CsvReader extends ItemArtifact implements ItemReader, ReadProgress {

    private static final String COLUMN = "column.";

    /** Absolute path of the file. Required. */
    @Inject
    @BatchProperty
    String file;

    /** Character set; {@code UTF-8}. A byte order mark is passed over. */
    @Inject
    @BatchProperty
    String charset;

    /** {@code auto} (the default: gzip when the name ends in .gz), {@code gzip} or {@code none}. */
    @Inject
    @BatchProperty
    String compression;

    /** Between fields: one character, {@code tab} or {@code space}; a comma. */
    @Inject
    @BatchProperty
    String separator;

    /** Around fields: one character; a double quote. */
    @Inject
    @BatchProperty
    String quote;

    /** What a line begins with that is passed over; {@code none}. */
    @Inject
    @BatchProperty
    String comment;

    /** {@code first} (the default): the first line has the titles; or the titles, with commas, of a file without. */
    @Inject
    @BatchProperty
    String header;

    /** Whether empty lines are passed over; {@code true}. Otherwise each is a record of one empty field. */
    @Inject
    @BatchProperty
    String skipEmptyLines;

    /**
     * Full name of a record class, with components of the types String, int, long, short, double, float, boolean (boxed:
     * may be empty), BigDecimal, BigInteger, LocalDate, LocalDateTime, LocalTime, Instant, OffsetDateTime, UUID and
     * enums. Without it items are {@code Map<String, String>} by title.
     */
    @Inject
    @BatchProperty
    String beanType;

    /** Whether an empty field is null for a text too; {@code false}: it is the empty text. */
    @Inject
    @BatchProperty
    String emptyAsNull;

    private CsvRows rows;
    private RowItems items;

    public CsvReader() {
        super(COLUMN);
    }

    @Override
    public void open(Serializable checkpoint) throws IOException {
        refuseUnknownProperties();
        CsvFormat format = format();
        boolean nulls = Property.of("emptyAsNull", emptyAsNull).flag(false);
        InputFile input = InputFile.of(Property.of("compression", compression), file);
        RecordShape shape = Property.of("beanType", beanType).isGiven() ? RecordShape.named(beanType) : null;
        rows = new CsvRows(input, format);
        List<String> titles = titles(input);
        rows.expectFields(titles.size());
        if (shape == null) {
            refuseColumnsWithoutRecord();
            items = new MapItems(titles, nulls);
        } else {
            items = new RecordItems(input.name(), shape, titles, family(COLUMN), nulls, format.separator());
        }
        if (checkpoint != null) {
            rows.goBehind((CsvPosition) checkpoint);
        }
    }

    private CsvFormat format() {
        Property separating = Property.of("separator", separator);
        Property quoting = Property.of("quote", quote);
        char between = separating.character(",").orElseThrow(() -> separating.unfit("one character, tab or space"));
        char around = quoting.character("\"").orElseThrow(() -> quoting.unfit("one character"));
        Optional<Character> sign = Property.of("comment", comment).character("none");
        Set<Character> all = new HashSet<>(List.of('\r', '\n', between));
        if (!all.add(around) || !sign.map(all::add).orElse(true) || all.size() < 4) {
            throw Property.wrong("the properties 'separator', 'quote' and 'comment' are '" + between + "', '" + around
                    + "' and " + sign.map(c -> "'" + c + "'").orElse("none")
                    + ", expected three different characters, none of them a line end");
        }
        return new CsvFormat(
                Property.of("charset", charset).charset(StandardCharsets.UTF_8),
                between,
                around,
                sign,
                Property.of("skipEmptyLines", skipEmptyLines).flag(true));
    }

    private List<String> titles(InputFile input) throws IOException {
        Property given = Property.of("header", header);
        List<String> titles = given.text("first").equals("first") ? firstRecord(input.name()) : given.list();
        Set<String> seen = new HashSet<>();
        for (String title : titles) {
            if (!seen.add(title)) {
                throw Property.wrong("the header of " + input.name() + " has the title '" + title
                        + "' twice: expected each once, or the property 'header' with names for a file without");
            }
        }
        return titles;
    }

    private List<String> firstRecord(String name) throws IOException {
        try {
            CsvRow first = rows.next();
            if (first == null) {
                throw Property.wrong(name + " is empty: expected a header line and records, or the property 'header'");
            }
            return first.fields();
        } catch (InvalidItemException e) {
            throw Property.wrong(name + " has no readable header: " + e.getMessage(), e);
        }
    }

    private void refuseColumnsWithoutRecord() {
        for (String component : family(COLUMN).keySet()) {
            throw Property.wrong("property 'column." + component + "' names the column of a record's component, and the"
                    + " property 'beanType' is missing");
        }
    }

    @Override
    public Object readItem() throws IOException, InvalidItemException {
        CsvRow row = rows.next();
        return row == null ? null : items.of(row);
    }

    @Override
    public CsvPosition checkpointInfo() {
        return rows.position();
    }

    @Override
    public double fractionRead() {
        return rows.fractionRead();
    }

    @Override
    public void close() throws IOException {
        // called as well when open failed
        if (rows != null) {
            rows.close();
        }
    }
}
