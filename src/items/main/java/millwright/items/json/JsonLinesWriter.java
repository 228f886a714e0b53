package millwright.items.json;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.function.BooleanSupplier;
import millwright.items.file.StepEnd;
import millwright.items.file.TextFileWriter;
import millwright.items.mapping.WrittenItem;

/**
 * Writes items as JSON Lines (jsonlines.org): a JSON object a line.
 *
 * <pre>{@code
 * <writer ref="jsonLinesWriter">
 *   <properties>
 *     <property name="file" value="/data/out/orders.jsonl.gz"/>
 *   </properties>
 * </writer>
 * }</pre>
 *
 * <p>Items are records, maps, lists or {@code jakarta.json} values; times are ISO 8601. The file is called
 * {@code <file>.part} until the step has ended; each chunk is on the disk before its transaction commits, and a restart
 * cuts off what was written behind the last commit. Properties: those of {@link TextFileWriter}.
 */
@Named
@Dependent
public class JsonLinesWriter extends TextFileWriter {

    private final JsonText json = new JsonText();

    @Inject
    public JsonLinesWriter(StepEnd end) {
        this(end::isReached);
    }

    JsonLinesWriter(BooleanSupplier stepHasEnded) {
        super(stepHasEnded);
    }

    @Override
    protected void prepare() {
        // nothing beyond what all text files have
    }

    @Override
    protected void begin(List<Object> firstItems, StringBuilder text) {
        // a file without a head
    }

    @Override
    protected void write(List<Object> items, StringBuilder text) {
        for (int i = 0; i < items.size(); i++) {
            try {
                json.append(items.get(i), text);
            } catch (IllegalArgumentException e) {
                throw WrittenItem.refused(items, i, e.getMessage(), e);
            }
            text.append('\n');
        }
    }
}
