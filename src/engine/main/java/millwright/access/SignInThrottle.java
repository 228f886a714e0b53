package millwright.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often a password may be guessed at on this node. Each guess takes one from three buckets, and a right one gives it
 * back: of the name from this address (10, a new one every minute), of the address (30, every 20 s) and of the name
 * (100, every 30 s): the last is so large because whoever empties it keeps its owner out. With n nodes it is n times as
 * many.
 */
final class SignInThrottle {

    private final Buckets byNameAndAddress;
    private final Buckets byAddress;
    private final Buckets byName;

    SignInThrottle(LongSupplier nanos) {
        this.byNameAndAddress = new Buckets(10, Duration.ofMinutes(10), nanos);
        this.byAddress = new Buckets(30, Duration.ofMinutes(10), nanos);
        this.byName = new Buckets(100, Duration.ofMinutes(50), nanos);
    }

    /** @throws ThrottledException when it was too often; it says when the next guess may be */
    void guess(String name, String address) {
        take(byNameAndAddress, pair(name, address));
        take(byAddress, address);
        take(byName, name);
    }

    private static void take(Buckets buckets, String key) {
        Buckets.State state = buckets.take(key);
        if (!state.taken()) {
            throw new ThrottledException("too many sign-ins have failed", state.next());
        }
    }

    void wasRight(String name, String address) {
        byNameAndAddress.giveBack(pair(name, address));
        byAddress.giveBack(address);
        byName.giveBack(name);
    }

    private static String pair(String name, String address) {
        return name + "\n" + address;
    }
}
