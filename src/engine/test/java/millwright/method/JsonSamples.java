package millwright.method;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/** Types that parameters and results may have, or may not. */
final class JsonSamples {

    private JsonSamples() {}

    enum Colour {
        RED,
        GREEN
    }

    record Line(BigDecimal amount, Optional<String> note, Set<Colour> colours) {}

    record Page<T>(List<T> items, @JsonbProperty("next_page") Optional<Integer> next) {}

    record Strict(int from, int to) {
        Strict {
            if (from > to) {
                throw new IllegalArgumentException("from is above to");
            }
        }
    }

    record Tree(List<Tree> branches) {}

    /** A class with properties. */
    public static class Address {
        @JsonbProperty("street_name")
        private String street;

        private LocalDate since;

        @JsonbTransient
        private String secret;

        @JsonbDateFormat("dd.MM.yyyy")
        private LocalDate until;

        public int number;

        public String getStreet() {
            return street;
        }

        public void setStreet(String street) {
            this.street = street;
        }

        public LocalDate getSince() {
            return since;
        }

        public void setSince(LocalDate since) {
            this.since = since;
        }

        public String getSecret() {
            return secret;
        }

        public void setSecret(String secret) {
            this.secret = secret;
        }

        public LocalDate getUntil() {
            return until;
        }

        public void setUntil(LocalDate until) {
            this.until = until;
        }
    }

    /** Made by its constructor. */
    public static class Created {
        private final int size;

        @JsonbCreator
        public Created(@JsonbProperty("size") int size) {
            this.size = size;
        }

        public int getSize() {
            return size;
        }
    }

    /** Nobody can make one. */
    public static class Closed {
        public Closed(int size) {
            // the size is of no account
        }
    }

    @SuppressWarnings("unused") // its types are what counts
    private static final class Signatures<V> {
        List<Integer> integers;
        Set<UUID> ids;
        SortedSet<String> sorted;
        Collection<Colour> colours;
        Map<String, BigDecimal> amounts;
        Map<Colour, List<LocalDate>> days;
        Optional<LocalDate> day;
        Optional<Line> maybe;
        Page<Line> page;
        Page<Page<Integer>> pages;
        List<? extends Line> wild;
        List<V> open;
        List<String>[] lists;
        Map<Integer, String> numbered;

        @SuppressWarnings("rawtypes")
        List raw;
    }

    /** Of a field of the signatures. */
    static Type type(String field) {
        return Arrays.stream(Signatures.class.getDeclaredFields())
                .filter(each -> each.getName().equals(field))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }
}
