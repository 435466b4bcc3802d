package io.murmuration.feed.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS from a key store: what the server shows, and what it trusts of its peers. */
final class TlsFiles {
  private TlsFiles() {}

  static SslContextFactory.Server server(HttpConfig.Tls tls) {
    SslContextFactory.Server server = new SslContextFactory.Server();
    server.setKeyStore(keyStore(tls));
    server.setKeyStorePassword(tls.password());
    server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return server;
  }

  /** Peers show the same certificate, or one that it signed. */
  static SSLContext trusting(HttpConfig.Tls tls) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      KeyStore own = keyStore(tls);
      for (String alias : java.util.Collections.list(own.aliases())) {
        anchors.setCertificateEntry(alias, own.getCertificate(alias));
      }
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(tls, e);
    }
  }

  private static KeyStore keyStore(HttpConfig.Tls tls) {
    try (InputStream in = Files.newInputStream(tls.keyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, tls.password().toCharArray());
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(tls, e);
    }
  }

  private static IllegalArgumentException unusable(HttpConfig.Tls tls, Exception e) {
    return new IllegalArgumentException(
        "%s is no PKCS12 key store that this password opens: %s"
            .formatted(tls.keyStore(), e.getMessage()),
        e);
  }
}
