package org.derain.app.signal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/** Whose certificates are believed: those that Java believes, and an authority of one's own. */
final class Trust {
  private Trust() {}

  /**
   * With the certificates of a file.
   *
   * @param file one or several, in PEM
   * @throws MediaException when there are none in it
   */
  static SSLContext of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> all = new ArrayList<>(usual());
      int before = all.size();
      all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (all.size() == before) {
        throw new CertificateException("none");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : all) {
        store.setCertificateEntry("c" + store.size(), one);
      }
      TrustManagerFactory factory = factory(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (CertificateException e) {
      throw new MediaException(file + ": there is no certificate in it (PEM)", e);
    } catch (IOException e) {
      throw new MediaException("cannot read " + file + ": " + WholeFile.reason(e), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static List<X509Certificate> usual() throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (TrustManager one : factory(null).getTrustManagers()) {
      if (one instanceof X509TrustManager manager) {
        all.addAll(List.of(manager.getAcceptedIssuers()));
      }
    }
    return all;
  }
}
