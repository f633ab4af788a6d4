package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends messages by SMTP. A message's id is the same however often it is sent, so that servers and readers know a repetition. */
final class MailSink implements Sink {
    private static final Set<Announcement.Kind> CONCERNING_AUTHORS =
            EnumSet.of(Announcement.Kind.RED_BUILD, Announcement.Kind.RELEASED, Announcement.Kind.ROLLED_BACK);
    private static final String TIMEOUT_MS = "20000";

    private final TellingConfig.Mail config;
    private final Session session;

    MailSink(TellingConfig.Mail config) {
        this.config = config;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(TellingConfig.Mail config) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", Integer.toString(config.port()));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.put("mail.smtp.timeout", TIMEOUT_MS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MS);
        properties.put("mail.smtp.auth", Boolean.toString(!config.user().isEmpty()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(config.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(config.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.sendpartial", "true");
        SSLSocketFactory trusting = config.trusting();
        if (trusting != null) {
            properties.put("mail.smtp.ssl.socketFactory", trusting);
        }
        return properties;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean wants(Announcement announcement) {
        return config.events().contains(Message.event(announcement.kind()))
                && !recipients(announcement).isEmpty();
    }

    private Set<String> recipients(Announcement about) {
        Set<String> recipients = new LinkedHashSet<>(config.to());
        if (config.authors() && CONCERNING_AUTHORS.contains(about.kind())) {
            recipients.addAll(about.told().authors());
        }
        return recipients;
    }

    @Override
    public void tell(Message message) throws SinkFailure {
        Set<String> recipients = recipients(message.about());
        try {
            MimeMessage mail = mail(message, recipients);
            try (Transport transport = session.getTransport("smtp")) {
                if (config.user().isEmpty()) {
                    transport.connect();
                } else {
                    transport.connect(config.user(), config.password());
                }
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        } catch (AuthenticationFailedException e) {
            throw new SinkFailure(config.host() + " refuses user and password", false, null);
        } catch (MessagingException e) {
            throw new SinkFailure(config.host() + ": " + e.getMessage(), isPermanent(e), e);
        }
    }

    // Jakarta Mail has no other.
    @SuppressWarnings("JavaUtilDate")
    private MimeMessage mail(Message message, Set<String> recipients) throws MessagingException {
        String domain = config.from().substring(config.from().indexOf('@') + 1);
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.key() + ".verdigrid@" + domain + ">");
            }
        };
        mail.setFrom(new InternetAddress(config.from()));
        for (String recipient : recipients) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(recipient));
        }
        mail.setSubject(message.title().lines().findFirst().orElse(""), StandardCharsets.UTF_8.name());
        mail.setSentDate(new Date(message.about().atMs()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(message.text(), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    /** The server said 5xx of the message or of each of its recipients; those that it took have it. */
    private static boolean isPermanent(MessagingException failure) {
        if (failure instanceof SendFailedException sent
                && sent.getValidSentAddresses() != null
                && sent.getValidSentAddresses().length > 0) {
            return true;
        }
        for (Exception at = failure;
                at != null;
                at = at instanceof MessagingException e ? e.getNextException() : null) {
            int code = at instanceof SMTPSendFailedException send
                    ? send.getReturnCode()
                    : at instanceof SMTPAddressFailedException address ? address.getReturnCode() : 0;
            if (code >= 500) {
                return true;
            }
        }
        return false;
    }
}
