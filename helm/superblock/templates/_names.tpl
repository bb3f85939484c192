{{/* The prefix of every name: the release's, with the chart's where it says nothing. */}}
{{- define "superblock.fullname" -}}
{{- if contains "superblock" .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-superblock" .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* Labels of a component: (dict "root" $ "component" "slot-service"). */}}
{{- define "superblock.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: superblock
{{ include "superblock.selector" . }}
{{- end }}

{{/* The labels that selectors use; they never change. */}}
{{- define "superblock.selector" -}}
app.kubernetes.io/name: superblock
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "superblock.image" -}}
{{ .root.Values.image.repository }}/{{ .service }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "superblock.bootstrapServers" -}}
{{- if .Values.kafka.trial.enabled -}}
{{ include "superblock.fullname" . }}-kafka:9092
{{- else -}}
{{ .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}

{{- define "superblock.postgresUrl" -}}
{{- if .Values.postgres.trial.enabled -}}
postgresql://{{ include "superblock.fullname" . }}-postgres:5432/superblock
{{- else -}}
{{ .Values.postgres.url }}
{{- end -}}
{{- end }}

{{- define "superblock.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "superblock.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: {{ .readOnly }}
capabilities:
  drop: [ALL]
{{- end }}
