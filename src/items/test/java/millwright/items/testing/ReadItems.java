package millwright.items.testing;

import jakarta.batch.api.chunk.ItemReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import millwright.batch.InvalidItemException;

/** What a step reads, with refused items as their messages. */
public final class ReadItems {

    private ReadItems() {}

    /** Opens, reads to the end and closes. */
    public static List<Object> all(ItemReader reader) throws Exception {
        return from(reader, null);
    }

    public static List<Object> from(ItemReader reader, Serializable checkpoint) throws Exception {
        try {
            reader.open(checkpoint);
            return some(reader, Integer.MAX_VALUE);
        } finally {
            reader.close();
        }
    }

    /** Up to {@code most} of an open reader's items. */
    public static List<Object> some(ItemReader reader, int most) throws Exception {
        List<Object> items = new ArrayList<>();
        while (items.size() < most) {
            Object item;
            try {
                item = reader.readItem();
            } catch (InvalidItemException e) {
                item = e.getMessage();
            }
            if (item == null) {
                return items;
            }
            items.add(item);
        }
        return items;
    }

    /** As the repository keeps it. */
    public static Serializable stored(Serializable checkpoint) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(checkpoint);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Serializable) in.readObject();
        }
    }
}
