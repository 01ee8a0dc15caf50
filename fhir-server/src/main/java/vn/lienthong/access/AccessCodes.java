package vn.lienthong.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessCodeBook.Issued;
import vn.lienthong.access.Attempts.Kind;
import vn.lienthong.access.ExchangeWriter.Draft;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.identity.Patients;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/**
 * One-time codes: {@code Patient/$access-code} gives the patient a code to show, {@code Patient/$redeem-access-code}
 * turns it into a grant for the visit. The code itself is known to the patient alone: here lies its keyed hash.
 */
@Component
public class AccessCodes {

    static final List<String> PARAMETERS = List.of("patient");
    static final List<String> REDEEM_PARAMETERS = List.of("code");

    /** System of the ids by which a Provenance names the code that a grant came of. */
    private static final String CODES = "https://lienthong.vn/fhir/sid/access-code";

    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * A code, shown once.
     *
     * @param payload what a QR code holds
     */
    public record Code(String text, String payload, Instant expires) {}

    /** What a code has opened; references such as {@code Patient/x}. */
    public record Opened(String patient, String consent, Instant until) {}

    private final OperationDoor door;
    private final PersonFinding finding;
    private final DecisionMakers makers;
    private final Practitioners practitioners;
    private final Patients patients;
    private final Deciders deciders;
    private final AccessCodeBook book;
    private final Attempts attempts;
    private final ExchangeWriter writer;
    private final AccessCodeProperties properties;
    private final UuidV7 ids;
    private final KeyedHash hash;
    private final SecureRandom random = new SecureRandom();

    AccessCodes(
            OperationDoor door,
            PersonFinding finding,
            DecisionMakers makers,
            Practitioners practitioners,
            Patients patients,
            Deciders deciders,
            AccessCodeBook book,
            Attempts attempts,
            ExchangeWriter writer,
            AccessCodeProperties properties,
            ExchangeProperties exchange,
            UuidV7 ids) {
        this.door = door;
        this.finding = finding;
        this.makers = makers;
        this.practitioners = practitioners;
        this.patients = patients;
        this.deciders = deciders;
        this.book = book;
        this.attempts = attempts;
        this.writer = writer;
        this.properties = properties;
        this.ids = ids;
        this.hash = new KeyedHash("access-code", exchange);
    }

    public Code issue(AccessRequest request, Optional<byte[]> body) {
        var call = new Call(request, Interaction.ACCESS_CODE, "Consent", Optional.empty());
        return door.run(call, () -> {
            var patient = whose(request, door.input(body, PARAMETERS));
            limitIssuing(request);
            return door.inTransaction(() -> {
                var now = request.now().truncatedTo(ChronoUnit.MILLIS);
                var code = AccessCode.random(random);
                var registration = patient.registration();
                var issued = new Issued(
                        ids.next(), registration.patientKey(), registration.patientId(), now.plus(properties.life()));
                book.issue(hash.of(code.characters()), issued, patient.person().patientKeys(), now);
                door.succeeded(call, Optional.of(patient.person()), Optional.empty(), "");
                return new Code(code.text(), code.payload(), issued.expires());
            });
        });
    }

    /** The patient that is named, whom the caller must decide for; without a name oneself. */
    private NamedPerson whose(AccessRequest request, OperationInput input) {
        var named = input.reference("patient", "Patient");
        var patient = named.isPresent()
                ? finding.byId(named.get())
                : deciders.oneself(request.caller()).flatMap(patients::person).flatMap(finding::first);
        return patient.filter(found -> makers.standing(request, found.person())
                        .filter(maker -> maker instanceof Recorder.Oneself || maker instanceof Recorder.Delegate)
                        .isPresent())
                .orElseThrow(() -> named.map(id -> Issue.unknown(new ResourceKey("Patient", id)))
                        .orElseGet(() -> Issue.forbidden("Only patients get a code, and your account is linked to no"
                                + " registration here. Ask the facility that registered you."
                                + " / Chỉ người bệnh đã đăng ký mới nhận được mã.")));
    }

    private void limitIssuing(AccessRequest request) {
        var account = request.caller().userId();
        attempts.count(Kind.CODE_ISSUED, account, request.now());
        if (attempts.within(HOUR, Kind.CODE_ISSUED, account, request.now()) > properties.codesPerHour()) {
            throw Issue.tooMany("Too many codes within an hour. Wait. / Quá nhiều mã trong một giờ. Xin chờ.", HOUR);
        }
    }

    public Opened redeem(AccessRequest request, Optional<byte[]> body) {
        var call = new Call(request, Interaction.REDEEM_ACCESS_CODE, "Patient", Optional.empty());
        return door.run(call, () -> {
            var practitioner = Practitioners.reference(request.caller());
            var code = AccessCode.parse(door.input(body, REDEEM_PARAMETERS).requiredText("code"))
                    .orElseThrow(() -> OperationInput.wrong(
                            "value", "code", "A code has 8 letters and digits, such as `7K3M-9QXD`."));
            admit(request);
            return door.inTransaction(() -> redeemed(call, practitioner, code));
        });
    }

    /** Counted as wrong until it proves right, so that many guesses at once do not pass before the first has failed. */
    private void admit(AccessRequest request) {
        var account = request.caller().userId();
        attempts.count(Kind.CODE_FAILED, account, request.now());
        int own = attempts.within(HOUR, Kind.CODE_FAILED, account, request.now());
        int all = attempts.within(HOUR, Kind.CODE_FAILED, request.now());
        if (own > properties.failuresPerCaller() || all > properties.failuresInTotal()) {
            throw Issue.tooMany(
                    "Too many wrong codes. Wait an hour, or ask the patient for access by"
                            + " `Patient/$request-access`.",
                    HOUR);
        }
    }

    private Opened redeemed(Call call, String practitioner, AccessCode code) {
        var request = call.request();
        var now = request.now().truncatedTo(ChronoUnit.MILLIS);
        var issued = book.redeem(hash.of(code.characters()), now).orElseThrow(AccessCodes::invalid);
        var patient = finding.byId(issued.patientId()).orElseThrow(AccessCodes::invalid);
        var until = now.plus(properties.access());
        var consent = new ResourceKey("Consent", ids.next());
        var source = ResourceNodes.object();
        source.putObject("identifier").put("system", CODES).put("value", issued.id());
        var grant = new Grant(patient, recipient(request, practitioner), now, until, Optional.of(practitioner), source);
        var drafts = new ArrayList<>(grant.drafts(consent.id(), ids.next()));
        drafts.add(Draft.of(
                patient.home(), PatientNotice.ACCESS_CODE.to(patient, ids.next(), consent.toString(), until, now)));
        writer.write(drafts);
        attempts.forget(Kind.CODE_FAILED, request.caller().userId(), request.now());
        door.succeeded(call, Optional.of(patient.person()), Optional.of(consent), LegalBasis.PATIENT_CONSENT.name());
        return new Opened(patient.reference(), consent.toString(), until);
    }

    private String recipient(AccessRequest request, String practitioner) {
        return switch (properties.recipient()) {
            case FACILITY -> practitioners.organization(request.caller()).orElse(practitioner);
            case PRACTITIONER -> practitioner;
        };
    }

    /** One answer for all that is wrong: which codes exist, or existed, is nobody's to learn. */
    private static ExchangeException invalid() {
        return Issue.unprocessable(
                "business-rule",
                "Parameters.parameter.where(name='code')",
                "This code does not work: it is wrong, too old, or was used before. Ask the patient for a new one.");
    }
}
