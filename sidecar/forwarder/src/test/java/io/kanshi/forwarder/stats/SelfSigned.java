package io.kanshi.forwarder.stats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and its certificate, made for one test by the JDK's keytool, as the files that servers want. */
record SelfSigned(Path certificate, Path key, KeyStore store) {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    /** @param subjects alternative names as keytool wants them, such as {@code ip:127.0.0.1} */
    static SelfSigned of(Path folder, String subjects)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("identity.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-alias",
                        ALIAS,
                        "-ext",
                        "san=" + subjects,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new SelfSigned(
                pem(folder, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
                pem(
                        folder,
                        "PRIVATE KEY",
                        store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()),
                store);
    }

    private static Path pem(Path folder, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(what + ".pem"),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    /** Trusts it, and nothing else, in this whole JVM, until it is closed. */
    Trust trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        Trust trust = new Trust(SSLContext.getDefault());
        SSLContext.setDefault(context);
        return trust;
    }

    /** What was trusted before. */
    record Trust(SSLContext before) implements AutoCloseable {
        @Override
        public void close() {
            SSLContext.setDefault(before);
        }
    }
}
