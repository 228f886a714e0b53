package millwright.items.file;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Serializable;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import millwright.items.file.OutputFile.Existing;
import millwright.items.property.ItemArtifact;
import millwright.items.property.Property;

/**
 * What writers of text files share. A chunk's text is complete before any of it is written, and on the disk before its
 * transaction commits; a restart cuts the file to its last committed chunk (I2).
 */
public abstract class TextFileWriter extends ItemArtifact implements ItemWriter {

    /** Absolute path of the file; until the step has ended its content is in {@code <file>.part}. Required. */
    @Inject
    @BatchProperty
    protected String file;

    /** Character set; {@code UTF-8}. */
    @Inject
    @BatchProperty
    protected String charset;

    /** {@code auto} (the default: gzip when the name ends in .gz), {@code gzip} or {@code none}. */
    @Inject
    @BatchProperty
    protected String compression;

    /** What to do with a file of that name at the start: {@code replace} it at the end (the default) or {@code fail}. */
    @Inject
    @BatchProperty
    protected String existing;

    /** {@code false} trusts the operating system with a chunk's bytes, which a power cut may lose; {@code true}. */
    @Inject
    @BatchProperty
    protected String sync;

    private final BooleanSupplier stepHasEnded;
    private final StringBuilder chunk = new StringBuilder();
    private Charset encoding;
    private OutputFile output;

    protected TextFileWriter(BooleanSupplier stepHasEnded) {
        this.stepHasEnded = stepHasEnded;
    }

    /** Checks the properties of its own. */
    protected abstract void prepare();

    /** What a new file begins with; nothing while the first items are not known. */
    protected abstract void begin(List<Object> firstItems, StringBuilder text);

    /** @throws Exception naming the item that cannot be written */
    protected abstract void write(List<Object> items, StringBuilder text) throws Exception;

    @Override
    public void open(Serializable checkpoint) throws Exception {
        refuseUnknownProperties();
        Path path = FilePath.inExistingFolder("file", file);
        encoding = Property.of("charset", charset).charset(StandardCharsets.UTF_8);
        if (!encoding.canEncode()) {
            throw Property.of("charset", charset).unfit("a character set that can be written");
        }
        Compression packing = Property.of("compression", compression).choice(Compression.class, Compression.AUTO);
        Existing replaced = Property.of("existing", existing).choice(Existing.class, Existing.REPLACE);
        boolean synced = Property.of("sync", sync).flag(true);
        prepare();
        output = OutputFile.open(path, packing, replaced, synced, (FilePosition) checkpoint);
    }

    @Override
    public void writeItems(List<Object> items) throws Exception {
        chunk.setLength(0);
        if (output.isEmpty()) {
            begin(items, chunk);
        }
        write(items, chunk);
        append(output);
    }

    private void append(OutputFile to) throws IOException {
        try {
            to.append(encoding.newEncoder().encode(CharBuffer.wrap(chunk)));
        } catch (CharacterCodingException e) {
            throw Property.wrong("the items hold characters that the charset " + encoding + " cannot write", e);
        }
    }

    @Override
    public FilePosition checkpointInfo() throws IOException {
        return output.position();
    }

    @Override
    public void close() throws IOException {
        // called as well when open failed
        if (output == null) {
            return;
        }
        try (OutputFile closed = output) {
            output = null;
            boolean done = stepHasEnded.getAsBoolean();
            if (done && closed.isEmpty()) {
                chunk.setLength(0);
                begin(List.of(), chunk);
                append(closed);
            }
            closed.close(done);
        }
    }
}
