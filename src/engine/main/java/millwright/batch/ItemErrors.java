package millwright.batch;

import jakarta.batch.api.chunk.listener.ItemProcessListener;
import jakarta.batch.api.chunk.listener.ItemReadListener;
import jakarta.batch.api.chunk.listener.ItemWriteListener;
import java.util.List;

/** Hears of the errors of items alone. */
abstract class ItemErrors implements ItemReadListener, ItemProcessListener, ItemWriteListener {

    @Override
    public void beforeRead() {
        // no error
    }

    @Override
    public void afterRead(Object item) {
        // no error
    }

    @Override
    public void beforeProcess(Object item) {
        // no error
    }

    @Override
    public void afterProcess(Object item, Object result) {
        // no error
    }

    @Override
    public void beforeWrite(List<Object> items) {
        // no error
    }

    @Override
    public void afterWrite(List<Object> items) {
        // no error
    }
}
