package millwright.items.command;

import java.util.List;
import millwright.config.Key;
import millwright.config.MoreKeys;

/** Tells the engine which keys this jar reads, so that they are not refused as unknown. */
public final class ItemKeys implements MoreKeys {

    @Override
    public List<Key> keys() {
        return CommandConfig.KEYS;
    }
}
