package millwright.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what waits for itself. */
final class Circles {

    private Circles() {}

    /**
     * Takes away, again and again, what waits for nobody that is left; what stays waits for itself, or for such a one.
     *
     * @param waitsFor for each the others it waits for, all of which are keys too
     * @return those that stay, each with those of the others that stay
     */
    static <T> Map<T, Set<T>> in(Map<T, Set<T>> waitsFor) {
        Map<T, Set<T>> left = new HashMap<>();
        Map<T, List<T>> followers = new HashMap<>();
        Deque<T> free = new ArrayDeque<>();
        waitsFor.forEach((one, others) -> {
            left.put(one, new HashSet<>(others));
            others.forEach(other ->
                    followers.computeIfAbsent(other, o -> new ArrayList<>()).add(one));
            if (others.isEmpty()) {
                free.add(one);
            }
        });
        while (!free.isEmpty()) {
            T done = free.remove();
            left.remove(done);
            for (T follower : followers.getOrDefault(done, List.of())) {
                Set<T> others = left.get(follower);
                others.remove(done);
                if (others.isEmpty()) {
                    free.add(follower);
                }
            }
        }
        return left;
    }
}
