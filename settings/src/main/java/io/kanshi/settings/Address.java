package io.kanshi.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port, not looked up: resolving a name is for whoever connects.
 *
 * @param host name or address; IPv6 without brackets
 */
public record Address(String host, int port) {

    private static final int HIGHEST_PORT = 65535;

    /** {@code host:port} or {@code [ipv6]:port}; null when it is neither. */
    public static @Nullable Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            return null;
        }
        if (host.isEmpty() || !host.matches("[A-Za-z0-9._:%-]+") || !port.matches("[0-9]{1,5}")) {
            return null;
        }
        int number = Integer.parseInt(port);
        return number < 1 || number > HIGHEST_PORT ? null : new Address(host, number);
    }

    /** For values that a rule has accepted. */
    static Address of(String text) {
        Address address = parse(text);
        if (address == null) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        return address;
    }

    static boolean isUri(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException broken) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
