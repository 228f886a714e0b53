package millwright.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import millwright.server.console.StartFailure;

/**
 * Where the server listens.
 *
 * @param scheme http or https
 */
record ListenAddress(String host, int port, String scheme) {

    /** The address to use from this machine. */
    String url() {
        InetAddress address = resolve();
        String reachable = address.isAnyLocalAddress() ? "127.0.0.1" : host;
        return scheme + "://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
    }

    /** @throws StartFailure if somebody listens there already, or this machine has no such address */
    void checkFree() {
        InetAddress address = resolve();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StartFailure(
                    "port " + port + " on " + host + " cannot be used (" + StartFailure.reason(e)
                            + "): stop what uses it, or choose another with --port",
                    e);
        }
    }

    private InetAddress resolve() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartFailure(
                    "'" + host + "' is not an address of this machine: give one with --host, as 127.0.0.1 or 0.0.0.0",
                    e);
        }
    }
}
