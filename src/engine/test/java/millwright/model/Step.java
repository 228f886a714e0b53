package millwright.model;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * One move of the game. The numbers say to whom and how, each taken modulo what there is at that moment, so that any
 * sequence can be played, and the shorter ones it is cut down to as well.
 */
record Step(Kind kind, int which, int how, int amount) {

    private static final int LARGEST = 10_000;

    enum Kind {
        SUBMIT(14),
        CLAIM(14),
        RECORD(14),
        REPORT(6),
        CANCEL(3),
        RUN_NOW(2),
        REPRIORITISE(3),
        RETRY(4),
        REDRIVE(2),
        DISCARD(1),
        DIE(2),
        RESCUE(3),
        GIVE_BACK(1),
        GIVE_BACK_UNBEGUN(2),
        QUEUE(3),
        SETTLE(6),
        PROMOTE(4),
        SWEEP(3),
        CLOCK(6);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** Whether this step is one of those {@code in} as many. */
    boolean is(int one, int in) {
        return how % in == one;
    }

    @Override
    public String toString() {
        return kind + "(" + which + " " + how + " " + amount + ")";
    }

    /** Sequences of up to {@code length} steps, all lengths alike. */
    static Arbitrary<List<Step>> sequences(int length) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Tuple.Tuple2<Integer, Kind>[] weighted = Arrays.stream(Kind.values())
                .map(kind -> Tuple.of(kind.weight, kind))
                .toArray(Tuple.Tuple2[]::new);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, LARGEST).withoutEdgeCases();
        return Combinators.combine(Arbitraries.frequency(weighted), numbers, numbers, numbers)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
