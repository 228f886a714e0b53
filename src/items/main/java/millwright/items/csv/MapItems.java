package millwright.items.csv;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items that are maps from the header's titles to texts, in the order of the file. */
final class MapItems implements RowItems {

    private final List<String> titles;
    private final boolean emptyAsNull;

    MapItems(List<String> titles, boolean emptyAsNull) {
        this.titles = titles;
        this.emptyAsNull = emptyAsNull;
    }

    @Override
    public Map<String, String> of(CsvRow row) {
        Map<String, String> item = new LinkedHashMap<>(titles.size() * 2);
        for (int i = 0; i < titles.size(); i++) {
            item.put(titles.get(i), emptyAsNull && row.length(i) == 0 ? null : row.field(i));
        }
        return item;
    }
}
