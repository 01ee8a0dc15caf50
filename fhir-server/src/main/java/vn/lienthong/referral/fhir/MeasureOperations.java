package vn.lienthong.referral.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationProvider;
import vn.lienthong.access.fhir.OperationEdge;
import vn.lienthong.referral.Measures;
import vn.lienthong.referral.ReferralNumbers.By;
import vn.lienthong.referral.ReferralNumbers.Numbers;

/**
 * <a href="https://hl7.org/fhir/R4/operation-measure-evaluate-measure.html">$evaluate-measure</a> of referrals.
 */
@Component
public final class MeasureOperations implements OperationProvider {

    /** System of the figures, and of what they are told apart by. */
    private static final String FIGURES = "https://lienthong.vn/fhir/CodeSystem/referral-measure";

    private static final String POPULATIONS = "http://terminology.hl7.org/CodeSystem/measure-population";
    private static final String UCUM = "http://unitsofmeasure.org";

    private static final List<Figure> ALL = List.of(
            minutes(
                    "acknowledge-median",
                    one -> one.acknowledge().cases(),
                    one -> one.acknowledge().median()),
            minutes(
                    "acknowledge-p90",
                    one -> one.acknowledge().cases(),
                    one -> one.acknowledge().most()),
            minutes(
                    "answer-median",
                    one -> one.answer().cases(),
                    one -> one.answer().median()),
            minutes(
                    "answer-p90",
                    one -> one.answer().cases(),
                    one -> one.answer().most()),
            minutes(
                    "report-median",
                    one -> one.report().cases(),
                    one -> one.report().median()),
            minutes(
                    "report-p90",
                    one -> one.report().cases(),
                    one -> one.report().most()),
            new Figure("answered-in-time", Numbers::answered, "1", MeasureOperations::inTime),
            count("transfers-avoided", Numbers::avoided),
            count("waiting-too-long", Numbers::waiting),
            count("facilities-not-answering", Numbers::silent));

    private final OperationEdge edge;
    private final Measures measures;

    MeasureOperations(OperationEdge edge, Measures measures) {
        this.edge = edge;
        this.measures = measures;
    }

    /** One figure, with how many cases it is of. */
    private record Figure(
            String code, ToIntFunction<Numbers> cases, String unit, Function<Numbers, OptionalDouble> value) {}

    private static Figure minutes(String code, ToIntFunction<Numbers> cases, Function<Numbers, OptionalDouble> value) {
        return new Figure(code, cases, "min", value);
    }

    private static Figure count(String code, ToIntFunction<Numbers> counted) {
        return new Figure(code, Numbers::cases, "1", one -> OptionalDouble.of(counted.applyAsInt(one)));
    }

    private static OptionalDouble inTime(Numbers one) {
        return one.answered() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) one.inTime() / one.answered());
    }

    @Operation(
            name = "$evaluate-measure",
            typeName = "Measure",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure")
    public MeasureReport evaluate(ServletRequestDetails details) {
        var request = edge.request(details);
        var measured = measures.evaluate(request, edge.given(details));
        var report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE).setType(MeasureReportType.SUMMARY);
        report.setMeasure(Measures.CANONICAL).setDate(Date.from(request.now()));
        report.setPeriod(new Period()
                .setStart(Date.from(measured.from()))
                .setEnd(Date.from(measured.until().minusSeconds(1))));
        measured.organization().ifPresent(id -> report.setReporter(new Reference("Organization/" + id)));
        ALL.forEach(figure -> add(report.addGroup(), figure, measured.strata()));
        return report;
    }

    private static void add(MeasureReportGroupComponent group, Figure figure, List<Numbers> strata) {
        group.setCode(concept(figure.code()));
        for (var by : By.values()) {
            var of = strata.stream().filter(one -> one.by() == by).toList();
            if (by == By.NOTHING) {
                group.addPopulation()
                        .setCode(population())
                        .setCount(of.stream().mapToInt(figure.cases()).sum());
                of.stream()
                        .flatMapToDouble(one -> figure.value().apply(one).stream())
                        .findFirst()
                        .ifPresent(value -> group.setMeasureScore(quantity(value, figure.unit())));
            } else if (!of.isEmpty()) {
                var stratifier = group.addStratifier();
                stratifier.addCode(concept(by.name().toLowerCase(Locale.ROOT)));
                for (var one : of) {
                    var stratum = stratifier.addStratum();
                    stratum.setValue(new CodeableConcept().setText(one.code()));
                    stratum.addPopulation()
                            .setCode(population())
                            .setCount(figure.cases().applyAsInt(one));
                    figure.value()
                            .apply(one)
                            .ifPresent(value -> stratum.setMeasureScore(quantity(value, figure.unit())));
                }
            }
        }
    }

    private static CodeableConcept concept(String code) {
        return new CodeableConcept(new Coding(FIGURES, code, null));
    }

    private static CodeableConcept population() {
        return new CodeableConcept(new Coding(POPULATIONS, "initial-population", null));
    }

    private static Quantity quantity(double value, String unit) {
        return new Quantity()
                .setValue(BigDecimal.valueOf(value)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros())
                .setSystem(UCUM)
                .setCode(unit);
    }
}
