package millwright.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares slots between queues by weight. Free slots go first to the queues that run less than their share of the
 * workers, so that long jobs of one queue do not take all; among these, and for what is claimed ahead, turns are taken
 * in proportion to the weights. A queue that has no jobs leaves its share to the others. One thread.
 */
final class QueueShares {

    private final int workers;
    private final Map<String, Double> turns = new HashMap<>();

    QueueShares(int workers) {
        this.workers = workers;
    }

    /**
     * A queue that may have jobs.
     *
     * @param running how many of its jobs run on this node
     * @param workers how many may
     * @param ahead how many may be claimed ahead
     */
    record Candidate(String queue, int weight, int running, int workers, int ahead) {}

    /** What each queue may get. */
    record Share(Candidate of, int free, int ahead) {}

    /** Divides free slots, and what is claimed ahead of them; queues that get nothing are left out. */
    List<Share> divide(List<Candidate> candidates, int free, int ahead) {
        if (candidates.size() == 1) {
            Candidate only = candidates.get(0);
            turns.clear();
            int begin = Math.min(free, Math.max(0, only.workers() - only.running()));
            int more = Math.min(ahead, only.ahead());
            return begin + more == 0 ? List.of() : List.of(new Share(only, begin, more));
        }
        int[] begins = new int[candidates.size()];
        int[] mores = new int[candidates.size()];
        double[] at = turnsOf(candidates);
        int[] shares = shares(candidates);
        for (int i = 0; i < free; i++) {
            int next = nextForSlot(candidates, begins, at, shares);
            if (next < 0) {
                break;
            }
            begins[next]++;
            at[next] += 1.0 / candidates.get(next).weight();
        }
        for (int i = 0; i < ahead; i++) {
            int next = nextAhead(candidates, mores, at);
            if (next < 0) {
                break;
            }
            mores[next]++;
            at[next] += 1.0 / candidates.get(next).weight();
        }
        List<Share> divided = new ArrayList<>();
        for (int i = 0; i < begins.length; i++) {
            if (begins[i] + mores[i] > 0) {
                divided.add(new Share(candidates.get(i), begins[i], mores[i]));
            }
        }
        return divided;
    }

    /** Counts what a queue really got. */
    void got(Candidate queue, int jobs) {
        turns.merge(queue.queue(), (double) jobs / queue.weight(), Double::sum);
    }

    /** Whether the queue runs less than its share of the workers. */
    boolean isBelowShare(Candidate queue, List<Candidate> all) {
        return queue.running() < share(queue, all) && queue.running() < queue.workers();
    }

    /** Who was away has no turns to catch up with. */
    private double[] turnsOf(List<Candidate> candidates) {
        double least = Double.MAX_VALUE;
        for (Candidate candidate : candidates) {
            Double known = turns.get(candidate.queue());
            if (known != null) {
                least = Math.min(least, known);
            }
        }
        double start = least == Double.MAX_VALUE ? 0 : least;
        double[] at = new double[candidates.size()];
        Map<String, Double> present = new HashMap<>();
        for (int i = 0; i < at.length; i++) {
            String queue = candidates.get(i).queue();
            at[i] = turns.getOrDefault(queue, start) - start;
            present.put(queue, at[i]);
        }
        turns.clear();
        turns.putAll(present);
        return at;
    }

    private int[] shares(List<Candidate> all) {
        int[] shares = new int[all.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = share(all.get(i), all);
        }
        return shares;
    }

    private int share(Candidate queue, List<Candidate> all) {
        int sum = 0;
        for (Candidate each : all) {
            sum += each.weight();
        }
        return (int) (((long) workers * queue.weight() + sum - 1) / sum);
    }

    private static int nextForSlot(List<Candidate> candidates, int[] begins, double[] at, int[] shares) {
        int next = -1;
        boolean nextIsBelow = false;
        for (int i = 0; i < begins.length; i++) {
            int would = candidates.get(i).running() + begins[i];
            if (would >= candidates.get(i).workers()) {
                continue;
            }
            boolean below = would < shares[i];
            if (next < 0 || (below && !nextIsBelow) || (below == nextIsBelow && at[i] < at[next])) {
                next = i;
                nextIsBelow = below;
            }
        }
        return next;
    }

    private static int nextAhead(List<Candidate> candidates, int[] mores, double[] at) {
        int next = -1;
        for (int i = 0; i < mores.length; i++) {
            if (mores[i] < candidates.get(i).ahead() && (next < 0 || at[i] < at[next])) {
                next = i;
            }
        }
        return next;
    }
}
