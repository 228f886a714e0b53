package millwright.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import millwright.job.ClaimedJob;
import millwright.job.Priority;
import millwright.queue.ClaimStore.Claim;
import millwright.queue.ClaimStore.Claimed;
import millwright.queue.ClaimStore.Which;
import millwright.queue.QueueShares.Candidate;
import millwright.queue.QueueShares.Share;

/** Decides what to claim from which queue, claims it, and remembers what there was. One thread. */
final class ClaimRound {

    /** Begins first; then by priority, and in the order they came. */
    private static final Comparator<Claimed> IN_TURN = Comparator.<Claimed, Boolean>comparing(
                    claimed -> claimed.job().startedAt() == null)
            .thenComparingInt(Claimed::priority)
            .thenComparingLong(Claimed::position);

    private static final int URGENT_AHEAD = 4;
    private static final long URGENT_EVERY_NANOS = 20_000_000L;

    private final ClaimStore store;
    private final QueueWatch queues;
    private final WorkerSlots slots;
    private final List<String> runnable;
    private final QueueShares shares;
    private final Prefetch prefetch;
    private final Ageing ageing;
    private final int workers;
    private final LowWaterMarks marks = new LowWaterMarks();
    /** Queues that gave less than they were asked for, since jobs were last queued. */
    private final Set<String> empty = new HashSet<>();
    /** Queues whose next job waits for a slot. */
    private final Map<String, Priority> waiting = new HashMap<>();
    /** Those of them whose next job is CRITICAL. */
    private final Set<String> urgent = new HashSet<>();

    private boolean limited;
    private boolean urgentForAll;
    private boolean someQueued;
    private long lookedForUrgent;

    ClaimRound(ClaimStore store, QueueWatch queues, WorkerSlots slots, List<String> runnable, QueueConfig config) {
        this.store = store;
        this.queues = queues;
        this.slots = slots;
        this.runnable = runnable;
        this.workers = config.workers();
        this.shares = new QueueShares(workers);
        this.prefetch = new Prefetch(config.claiming().prefetch(), workers, slots.durations());
        this.ageing = new Ageing(config.claiming().ageing());
    }

    /** Every queue may have jobs again. */
    void jobsMayHaveCome(boolean queued) {
        empty.clear();
        someQueued |= queued;
    }

    /** The same before the marks, where nobody would look for them. */
    void jobsHaveReturned() {
        marks.forgetSoon();
    }

    /** Whether jobs may wait before the marks. */
    boolean isToLookAgain() {
        return marks.isToBeForgotten();
    }

    void forgetMarks() {
        marks.forget();
    }

    /** Whether jobs wait for a limit over all nodes, which nobody tells this node about. */
    boolean isLimited() {
        return limited;
    }

    /** Whether a CRITICAL job waits for a slot that jobs claimed ahead from {@code queue} would take before it. */
    boolean isUrgentBefore(String queue) {
        return urgentForAll || urgent.contains(queue);
    }

    boolean isAnyUrgent() {
        return !urgent.isEmpty();
    }

    /** Whether anything was claimed. What one queue did not need goes to the others at once: no slot stays idle. */
    boolean claim(UUID node) {
        boolean any;
        int left;
        do {
            left = empty.size();
            any = claimOnce(node);
        } while (!any && empty.size() > left);
        return any;
    }

    private boolean claimOnce(UUID node) {
        urgent.clear();
        urgentForAll = false;
        if (marks.forgetIfDue(System.nanoTime())) {
            empty.clear();
        }
        int buffered = slots.buffered();
        int free = slots.free();
        int room = prefetch.room(buffered);
        slots.refillBelow(prefetch.refillBelow());
        List<Candidate> candidates = candidates(room);
        if (isAnyHungry(candidates)) {
            // let what was claimed ahead run out: a queue below its share waits for a slot
            room = 0;
        }
        if (free == 0 && room == 0) {
            return buffered > 0 && someQueued && claimUrgent(node, candidates);
        }
        someQueued = false;
        waiting.clear();
        limited = false;
        List<Share> divided = shares.divide(candidates, free, room);
        if (divided.isEmpty()) {
            return false;
        }
        boolean any = claimUnlimited(node, divided, room);
        noteUrgent(candidates);
        return claimLimited(node, divided) || any;
    }

    private List<Candidate> candidates(int room) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Integer> running = slots.runningByQueue();
        for (String queue : queues.open()) {
            if (!empty.contains(queue)) {
                int most = Math.min(workers, queues.workersOf(queue));
                // of a queue with fewer workers than there are, no more than these may begin
                int ahead = most < workers || queues.isLimited(queue) ? 0 : waiting.containsKey(queue) ? 1 : room;
                candidates.add(new Candidate(queue, queues.weight(queue), running.getOrDefault(queue, 0), most, ahead));
            }
        }
        return candidates;
    }

    private boolean isAnyHungry(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (waiting.containsKey(candidate.queue()) && shares.isBelowShare(candidate, candidates)) {
                return true;
            }
        }
        return false;
    }

    /** Within its queue a CRITICAL job goes first; before jobs of others if its queue has less than its share. */
    private void noteUrgent(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (waiting.get(candidate.queue()) == Priority.CRITICAL) {
                urgent.add(candidate.queue());
                urgentForAll |= shares.isBelowShare(candidate, candidates);
            }
        }
    }

    private boolean claimUnlimited(UUID node, List<Share> divided, int room) {
        List<Share> asked = divided.stream()
                .filter(share -> !queues.isLimited(share.of().queue()))
                .toList();
        if (asked.isEmpty()) {
            return false;
        }
        long fences = slots.fences();
        long begun = System.nanoTime();
        Claim claim = store.claim(node, quotas(asked), marks, which());
        marks.claimed(System.nanoTime() - begun);
        waiting.putAll(claim.waiting());
        Map<String, Integer> got = note(claim);
        int ahead = 0;
        for (Share share : asked) {
            int wanted = share.free() + share.ahead();
            int jobs = got.getOrDefault(share.of().queue(), 0);
            ahead += Math.max(0, jobs - share.free());
            settle(share, jobs, wanted, claim);
        }
        if (room > 0) {
            prefetch.claimed(room, ahead);
        }
        return run(claim, false, fences);
    }

    private boolean claimLimited(UUID node, List<Share> divided) {
        List<Share> asked = divided.stream()
                .filter(share -> queues.isLimited(share.of().queue()))
                .toList();
        if (asked.isEmpty()) {
            return false;
        }
        long fences = slots.fences();
        Claim claim = store.claimLimited(node, quotas(asked), marks, which());
        limited = !claim.waiting().isEmpty();
        Map<String, Integer> got = note(claim);
        for (Share share : asked) {
            String queue = share.of().queue();
            settle(share, got.getOrDefault(queue, 0), share.free(), claim);
            if (claim.waiting().containsKey(queue)) {
                // its limit is reached: asked again with the next poll, not in this loop
                empty.add(queue);
            }
        }
        return run(claim, false, fences);
    }

    /** CRITICAL jobs overtake what was claimed ahead; one that cannot be has it given back. */
    private boolean claimUrgent(UUID node, List<Candidate> candidates) {
        long now = System.nanoTime();
        if (now - lookedForUrgent < URGENT_EVERY_NANOS) {
            return false;
        }
        lookedForUrgent = now;
        someQueued = false;
        List<Quota> quotas = new ArrayList<>();
        for (String queue : queues.open()) {
            if (!queues.isLimited(queue) && queues.workersOf(queue) >= workers) {
                quotas.add(new Quota(queue, 0, URGENT_AHEAD, 0));
            }
        }
        if (quotas.isEmpty()) {
            return false;
        }
        long fences = slots.fences();
        Claim claim = store.claim(node, quotas, marks.ofCritical(), which());
        waiting.putAll(claim.waiting());
        noteUrgent(candidates);
        note(claim);
        run(claim, true, fences);
        return false;
    }

    private void settle(Share share, int jobs, int wanted, Claim claim) {
        String queue = share.of().queue();
        int aged = aged(share);
        shares.got(share.of(), jobs);
        ageing.claimed(queue, jobs, aged);
        // the oldest may be the next ones too, and then the claim is so much smaller
        if (jobs < wanted - aged && !claim.waiting().containsKey(queue)) {
            empty.add(queue);
        }
    }

    private int aged(Share share) {
        String queue = share.of().queue();
        return queues.hasPriorities(queue) ? ageing.due(queue, share.free() + share.ahead()) : 0;
    }

    private List<Quota> quotas(List<Share> asked) {
        List<Quota> quotas = new ArrayList<>();
        for (Share share : asked) {
            quotas.add(new Quota(share.of().queue(), share.free(), share.free() + share.ahead(), aged(share)));
        }
        return quotas;
    }

    private Which which() {
        return new Which(runnable, slots.durations().fast(), slots.lost());
    }

    private Map<String, Integer> note(Claim claim) {
        Map<String, Integer> got = new HashMap<>();
        for (Claimed each : claim.jobs()) {
            got.merge(each.job().queue(), 1, Integer::sum);
            marks.note(each.job().queue(), each.priority(), each.position());
        }
        return got;
    }

    /** Whether there is reason to look again at once. */
    private boolean run(Claim claim, boolean urgent, long fences) {
        if (claim.jobs().isEmpty()) {
            return false;
        }
        claim.jobs().sort(IN_TURN);
        List<ClaimedJob> jobs = new ArrayList<>(claim.jobs().size());
        claim.jobs().forEach(each -> jobs.add(each.job()));
        return slots.run(jobs, urgent, fences);
    }
}
