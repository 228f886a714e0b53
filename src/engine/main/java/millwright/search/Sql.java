package millwright.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A statement that is put together of texts of this package's and of parameters: no value ever becomes text. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    static Sql of(String text, Object... parameters) {
        return new Sql().add(text, parameters);
    }

    /** @param parameters one for each question mark */
    Sql add(String more, Object... parameters) {
        text.append(more);
        this.parameters.addAll(Arrays.asList(parameters));
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    /** All that {@code parts} give, one below the other. */
    static Sql union(List<Sql> parts) {
        Sql all = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == 0 ? "(" : " UNION ALL (").add(parts.get(i)).add(")");
        }
        return all;
    }

    String text() {
        return text.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }
}
